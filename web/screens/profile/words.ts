/** Words of the profile's own parts: where one is signed in, the password, the businesses. */
export const profileWords = {
  sessions: { tr: 'Açık oturumlar', en: 'Open sessions' },
  thisDevice: { tr: 'Bu cihaz', en: 'This device' },
  unknownDevice: { tr: 'Bilinmeyen cihaz', en: 'Unknown device' },
  lastUsed: { tr: 'Son: {when}', en: 'Last: {when}' },
  end: { tr: 'Kapat', en: 'End' },
  endOf: { tr: '{device} oturumunu kapat', en: 'End the session on {device}' },
  endOthers: { tr: 'Diğer oturumları kapat', en: 'End the other sessions' },
  ended: { tr: 'Oturum kapatıldı', en: 'Session ended' },
  endedMany: { tr: '{count} oturum kapatıldı', en: '{count} sessions ended' },

  password: { tr: 'Parola', en: 'Password' },
  change: { tr: 'Parolayı değiştir', en: 'Change the password' },
  current: { tr: 'Şimdiki parola', en: 'Present password' },
  next: { tr: 'Yeni parola', en: 'New password' },
  passwordHint: {
    tr: 'Diğer oturumlarınız kapanır, bu cihazdaki açık kalır.',
    en: 'Your other sessions end; the one on this device stays.',
  },
  changed: { tr: 'Parolanız değişti', en: 'Your password was changed' },
  cancel: { tr: 'Vazgeç', en: 'Cancel' },

  businesses: { tr: 'İşletmelerim', en: 'My businesses' },
  here: { tr: 'Şu an buradasınız', en: 'You are here' },
  chooseBusiness: { tr: 'İşletme değiştir', en: 'Change business' },
  leave: { tr: 'Bu işletmeden ayrıl', en: 'Leave this business' },
  leaveSure: {
    tr: '{tenant} ekibinden ayrılırsanız geri dönmek için yeniden davet edilmeniz gerekir.',
    en: 'If you leave {tenant}, you have to be invited again to come back.',
  },
  leaveDo: { tr: 'Ayrıl', en: 'Leave' },
  failed: { tr: 'Olmadı, yeniden deneyin.', en: 'That did not work, try again.' },
} as const
