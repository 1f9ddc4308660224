/** Words of the pages that need no session. */
export const accountWords = {
  signIn: { tr: 'Giriş yap', en: 'Sign in' },
  toSignIn: { tr: 'Giriş ekranına dön', en: 'Back to sign-in' },
  name: { tr: 'Adınız soyadınız', en: 'Your name' },
  email: { tr: 'E-posta', en: 'E-mail' },
  password: { tr: 'Parola', en: 'Password' },
  newPassword: { tr: 'Yeni parola', en: 'New password' },
  passwordHint: { tr: 'En az 10 karakter', en: 'At least 10 characters' },
  show: { tr: 'Parolayı göster', en: 'Show the password' },
  hide: { tr: 'Parolayı gizle', en: 'Hide the password' },
  network: { tr: 'Bağlantı kurulamadı. Yeniden deneyin.', en: 'No connection. Try again.' },
  throttled: {
    tr: 'Çok fazla deneme yapıldı. {minutes} dakika sonra yeniden deneyin.',
    en: 'Too many attempts. Try again in {minutes} minutes.',
  },
  failed: { tr: 'Bir şeyler ters gitti. Yeniden deneyin.', en: 'Something went wrong. Try again.' },

  joinTitle: { tr: '{tenant} ekibine katılın', en: 'Join the team of {tenant}' },
  joinBy: { tr: '{inviter} sizi davet etti.', en: '{inviter} invited you.' },
  joinNew: {
    tr: '{email} adresiyle bir hesap açılacak.',
    en: 'An account will be opened for {email}.',
  },
  joinKnown: {
    tr: '{email} adresinin bir Lonca hesabı var. Parolanızı girin; yeni işletme hesabınıza eklenir.',
    en: '{email} has a Lonca account. Enter your password; the business is added to your account.',
  },
  joinViewer: {
    tr: '{email} olarak giriş yaptınız. Yeni işletme hesabınıza eklenir.',
    en: 'You are signed in as {email}. The business is added to your account.',
  },
  join: { tr: 'Ekibe katıl', en: 'Join the team' },
  linkOver: { tr: 'Bağlantı artık geçerli değil', en: 'This link no longer works' },
  inviteUnknown: {
    tr: 'Bağlantı eksik kopyalanmış ya da yerine yenisi gönderilmiş olabilir. Son e-postadaki bağlantıyı deneyin.',
    en: 'It may be incomplete, or a newer one was sent. Try the link of the latest mail.',
  },
  inviteExpired: {
    tr: 'Davetin süresi dolmuş. {inviter} kişisinden yeni bir davet isteyin.',
    en: 'The invitation has expired. Ask {inviter} for a new one.',
  },
  inviteAccepted: {
    tr: 'Bu davet zaten kabul edilmiş. Giriş yapabilirsiniz.',
    en: 'This invitation was accepted already. You can sign in.',
  },
  inviteRevoked: { tr: 'Bu davet geri alınmış.', en: 'This invitation was taken back.' },

  forgotTitle: { tr: 'Parolanızı yenileyin', en: 'Reset your password' },
  forgotHint: {
    tr: 'E-posta adresinizi yazın; yeni parola için bir bağlantı gönderelim.',
    en: 'Enter your e-mail address and we will send a link for a new password.',
  },
  sendLink: { tr: 'Bağlantı gönder', en: 'Send the link' },
  checkMail: { tr: 'E-postanıza bakın', en: 'Check your e-mail' },
  resetSent: {
    tr: '{email} adresiyle bir hesap varsa bağlantı birazdan ulaşır. 30 dakika geçerlidir.',
    en: 'If there is an account with {email}, a link will arrive shortly. It works for 30 minutes.',
  },
  spam: {
    tr: 'Gelmediyse istenmeyen e-postalara da bakın.',
    en: 'If it does not arrive, look among junk mail too.',
  },

  resetTitle: { tr: 'Yeni bir parola belirleyin', en: 'Choose a new password' },
  resetHint: {
    tr: 'Açık olan bütün oturumlarınız kapanır.',
    en: 'All sessions that are open end.',
  },
  reset: { tr: 'Parolayı değiştir', en: 'Change the password' },
  resetOver: {
    tr: 'Bağlantı kullanılmış ya da süresi dolmuş. Yenisini isteyebilirsiniz.',
    en: 'The link was used or has expired. You can ask for a new one.',
  },
  askAgain: { tr: 'Yeni bağlantı iste', en: 'Ask for a new link' },
  resetDone: {
    tr: 'Parolanız değişti. Giriş yapabilirsiniz.',
    en: 'Your password was changed. You can sign in.',
  },

  signUpTitle: { tr: 'İşletmenizi Lonca’ya taşıyın', en: 'Bring your business to Lonca' },
  signUpHint: {
    tr: 'Hesabınızı açın, üç dakikada kurun.',
    en: 'Open an account and set up in three minutes.',
  },
  signUp: { tr: 'Hesap aç', en: 'Open an account' },
  haveAccount: { tr: 'Hesabınız var mı?', en: 'Have an account?' },
  signUpSent: {
    tr: '{email} adresine bir e-posta gönderdik. Devam etmek için içindeki bağlantıyı açın.',
    en: 'We sent a mail to {email}. Open the link in it to go on.',
  },
  confirmTitle: { tr: 'Kaydınızı tamamlayın', en: 'Complete your sign-up' },
  confirmHint: {
    tr: 'E-posta adresiniz doğrulanacak ve işletmenizi kurmaya başlayacaksınız.',
    en: 'Your e-mail address is confirmed, and you begin to set up your business.',
  },
  confirm: { tr: 'Devam et', en: 'Continue' },
  signUpAgain: { tr: 'Yeniden kaydol', en: 'Sign up again' },
} as const
