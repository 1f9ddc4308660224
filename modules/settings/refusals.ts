import type { Words } from '../../schema/index.ts'

/** Why the settings say no. */
export const settingsRefusals: Readonly<Record<string, Words>> = {
  TAX_OFFICE_MISSING: {
    en: 'A tax number goes with its tax office.',
    tr: 'Vergi numarasıyla birlikte vergi dairesi de gerekli.',
  },
  RATE_IN_THE_PAST: {
    en: 'A rate begins today or later: what was sold before keeps its rate.',
    tr: 'Oran bugün ya da sonrası için girilebilir; geçmiş satışların oranı değişmez.',
  },
  PROVIDER_NOT_SET: {
    en: 'This connection is not set up. Save it first.',
    tr: 'Bu bağlantı henüz kurulmamış. Önce kaydedin.',
  },
  PROVIDER_NOT_TESTABLE: { en: 'This connection cannot be tried.', tr: 'Bu bağlantı denenemiyor.' },
  SMTP_HOST: {
    en: 'This server has no address on the internet. Check its name.',
    tr: 'Bu sunucunun internette bir adresi yok. Sunucu adını kontrol edin.',
  },
  SMTP_PORT: {
    en: 'Mail is sent over port 587, 465, 25 or 2525.',
    tr: 'E-posta 587, 465, 25 ya da 2525 numaralı port üzerinden gönderilir.',
  },
  SMTP_UNREACHABLE: {
    en: 'The mail server does not answer. Check server and port.',
    tr: 'E-posta sunucusuna ulaşılamadı. Sunucuyu ve portu kontrol edin.',
  },
  SMTP_LOGIN: {
    en: 'The mail server refuses this user name and password.',
    tr: 'E-posta sunucusu kullanıcı adını ya da parolayı kabul etmedi.',
  },
  SMTP_TLS: {
    en: 'There is no safe connection to the mail server: its certificate or encryption does not fit.',
    tr: 'E-posta sunucusuyla güvenli bağlantı kurulamadı: sertifika ya da şifreleme uymuyor.',
  },
  SMTP_REJECTED: {
    en: 'The mail server does not accept the message. Check the sender address.',
    tr: 'E-posta sunucusu iletiyi kabul etmedi. Gönderen adresini kontrol edin.',
  },
}
