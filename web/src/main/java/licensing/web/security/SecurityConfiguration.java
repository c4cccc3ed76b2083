package licensing.web.security;

import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.security.config.annotation.web.builders.HttpSecurity;
import org.springframework.security.web.SecurityFilterChain;

/** Who may ask for what. */
@Configuration(proxyBeanMethods = false)
class SecurityConfiguration {

  @Bean
  SecurityFilterChain pages(HttpSecurity http, PagePolicy policy) throws Exception {
    return http.authorizeHttpRequests(
            requests ->
                requests
                    .requestMatchers("/login", "/*.css", "/*.js", "/*.svg")
                    .permitAll()
                    .requestMatchers("/webhooks/payment-platform")
                    .permitAll()
                    .requestMatchers("/support/**")
                    .hasRole("SUPPORT")
                    .anyRequest()
                    .authenticated())
        .csrf(csrf -> csrf.ignoringRequestMatchers("/webhooks/payment-platform"))
        .formLogin(form -> form.loginPage("/login").permitAll())
        .headers(headers -> headers.addHeaderWriter(policy))
        .build();
  }
}
