-- How slow the slowest of all passwords is, is asked at each login: its BCrypt cost, from the end of this.
create index users_by_password_cost on users (substring(password_hash from '[$]2[aby][$]([0-9]{2})[$]'));
