import type { EventDeclarations } from '../../schema/index.ts'

/** What is told of sign-ins, of who comes and goes, and of keys. */
export const identityEvents: EventDeclarations = {
  'session.started': { en: 'Signed in', tr: 'Oturum açıldı' },
  'session.ended': { en: 'Signed out', tr: 'Oturum kapatıldı' },
  'password.changed': { en: 'Password changed', tr: 'Parola değişti' },
  'password.reset.requested': { en: 'Password link asked for', tr: 'Parola bağlantısı istendi' },
  'invitation.created': { en: 'Invited', tr: 'Davet edildi' },
  'invitation.resent': { en: 'Invitation sent again', tr: 'Davet yeniden gönderildi' },
  'invitation.revoked': { en: 'Invitation taken back', tr: 'Davet geri alındı' },
  'membership.joined': { en: 'Joined', tr: 'Ekibe katıldı' },
  'membership.disabled': { en: 'Access closed', tr: 'Erişimi kapatıldı' },
  'membership.enabled': { en: 'Access opened', tr: 'Erişimi açıldı' },
  'membership.removed': { en: 'Removed from the team', tr: 'Ekipten çıkarıldı' },
  'membership.left': { en: 'Left the team', tr: 'Ekipten ayrıldı' },
  'membership.sessions.ended': { en: 'Signed out by an owner', tr: 'Oturumları sahip tarafından kapatıldı' },
  'apiKey.created': { en: 'API key made', tr: 'API anahtarı oluşturuldu' },
  'apiKey.rotated': { en: 'API key rotated', tr: 'API anahtarı yenilendi' },
  'apiKey.revoked': { en: 'API key revoked', tr: 'API anahtarı iptal edildi' },
}

/** Why something about accounts, members or keys is not done. */
export const identityRefusals: EventDeclarations = {
  SIGN_IN_FAILED: { en: 'E-mail or password is wrong.', tr: 'E-posta ya da parola yanlış.' },
  EMAIL_NOT_CONFIRMED: {
    en: 'Open the link that we sent to your e-mail address first.',
    tr: 'Önce e-posta adresinize gönderdiğimiz bağlantıyı açın.',
  },
  NO_BUSINESS: {
    en: 'You do not belong to any business at the moment. Ask its owner to invite you again.',
    tr: 'Şu an hiçbir işletmeye bağlı değilsiniz. İşletme sahibinden yeni bir davet isteyin.',
  },
  ADDRESS_TAKEN: {
    en: 'There is an account with this address. Sign in, or reset your password.',
    tr: 'Bu adresle bir hesap var. Giriş yapın ya da parolanızı yenileyin.',
  },
  PASSWORD_WRONG: { en: 'This password is wrong.', tr: 'Parola yanlış.' },
  PASSWORD_TOO_SHORT: {
    en: 'A password has at least {min} characters.',
    tr: 'Parola en az {min} karakter olmalı.',
  },
  PASSWORD_TOO_COMMON: {
    en: 'This password is easy to guess. Choose another.',
    tr: 'Bu parola kolay tahmin edilir. Başka bir parola seçin.',
  },
  LINK_UNKNOWN: {
    en: 'This link is not valid. Perhaps a newer one was sent.',
    tr: 'Bu bağlantı geçerli değil. Daha yeni bir bağlantı gönderilmiş olabilir.',
  },
  LINK_EXPIRED: {
    en: 'This link has expired. Ask for a new one.',
    tr: 'Bağlantının süresi dolmuş. Yenisini isteyin.',
  },
  LINK_OVER: {
    en: 'This link was used or has expired. Ask for a new one.',
    tr: 'Bu bağlantı kullanılmış ya da süresi dolmuş. Yenisini isteyin.',
  },
  INVITATION_ACCEPTED: {
    en: 'This invitation was accepted already. Sign in.',
    tr: 'Bu davet zaten kabul edilmiş. Giriş yapın.',
  },
  INVITATION_REVOKED: { en: 'This invitation was taken back.', tr: 'Bu davet geri alınmış.' },
  ALREADY_MEMBER: { en: 'This person is in the team already.', tr: 'Bu kişi zaten ekipte.' },
  ALREADY_INVITED: {
    en: 'This person was invited already. Send the invitation again instead.',
    tr: 'Bu kişi zaten davet edilmiş. Daveti yeniden gönderebilirsiniz.',
  },
  LAST_OWNER: {
    en: 'A business needs an owner. Make somebody else an owner first.',
    tr: 'İşletmenin bir sahibi olmalı. Önce başka birini sahip yapın.',
  },
  ALREADY_DISABLED: { en: 'Their access is closed already.', tr: 'Erişimi zaten kapalı.' },
  ALREADY_ENABLED: { en: 'Their access is open already.', tr: 'Erişimi zaten açık.' },
  MEMBER_REMOVED: {
    en: 'This person was removed. Invite them again.',
    tr: 'Bu kişi ekipten çıkarılmış. Yeniden davet edebilirsiniz.',
  },
  API_KEY_REVOKED: { en: 'This API key was revoked already.', tr: 'Bu API anahtarı zaten iptal edilmiş.' },
  SCOPE_UNKNOWN: { en: 'There is no permission "{scope}".', tr: '“{scope}” diye bir yetki yok.' },
  EXPIRY_PAST: { en: 'The expiry must lie ahead.', tr: 'Geçerlilik tarihi ileride olmalı.' },
  TOO_MANY_API_KEYS: {
    en: 'At most {max} keys. Revoke one that is no longer used.',
    tr: 'En fazla {max} anahtar olabilir. Kullanılmayan birini iptal edin.',
  },
}
