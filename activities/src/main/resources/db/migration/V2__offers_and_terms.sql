insert into offers (kind, unit_price, currency, period_days, minimum_quantity, maximum_quantity, auto_renewal_selectable)
values
  ('MIGRATION', 19.00, 'USD', 365, 1, 99, false),
  ('DISASTER_RESILIENCE', 29.00, 'USD', 365, 1, 99, true);

insert into terms_notes (version, locale, position, heading, body)
values
  (1, 'en', 1, 'Authorization is non-revocable',
   'A license is digital content. It counts as delivered and activated the moment you buy it, so under the law that applies a purchase can be neither refunded nor cancelled.'),
  (1, 'en', 2, 'Automatically effective',
   'The license period starts by itself when your payment is made. Check the expiration date, so that your services are not disrupted when it is reached.'),
  (1, 'en', 3, 'Cautious purchase',
   'Before you buy, assess the quantity of licenses and the service content that you really need.'),
  (1, 'en', 4, 'Acknowledgment & consent',
   'By making the payment you are deemed to have read this policy and agreed to it beforehand.'),
  (1, 'zh-CN', 1, '授权不可撤销',
   '许可证属于数字内容，购买即视为已交付并激活。根据适用法律，购买后不予退款，也不可取消。'),
  (1, 'zh-CN', 2, '自动生效',
   '许可证有效期自付款时起自动计算。请留意到期日期，以免业务中断。'),
  (1, 'zh-CN', 3, '谨慎购买',
   '购买前，请先评估您真正需要的许可证数量和服务内容。'),
  (1, 'zh-CN', 4, '知悉与同意',
   '您一经付款，即视为在付款前已阅读并同意本政策。');
