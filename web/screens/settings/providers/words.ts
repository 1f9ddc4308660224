/** Words of the connections tab. */
export const providersWords = {
  connected: { tr: 'Bağlı', en: 'Connected' },
  off: { tr: 'Kullanımda değil', en: 'Not in use' },
  notSet: { tr: 'Kurulmadı', en: 'Not set up' },
  secretSet: {
    tr: 'Ayarlı, …{ending} ile bitiyor · {who}, {when}',
    en: 'Set, ends with …{ending} · {who}, {when}',
  },
  secretShort: { tr: 'Ayarlı · {who}, {when}', en: 'Set · {who}, {when}' },
  somebody: { tr: 'eski bir üye', en: 'a former member' },
  keep: { tr: 'Değiştirmek için yeniden yazın', en: 'Type a new one to change it' },
  inUse: { tr: 'Kullanımda', en: 'In use' },
  test: { tr: 'Dene', en: 'Try it' },
  testing: { tr: 'Deneniyor', en: 'Trying' },
  tested: { tr: 'Deneme e-postası {email} adresine gönderildi', en: 'A test mail was sent to {email}' },
  remove: { tr: 'Bağlantıyı kaldır', en: 'Remove the connection' },
  removeSure: { tr: 'Evet, kaldır', en: 'Yes, remove it' },
  removed: { tr: 'Bağlantı kaldırıldı', en: 'The connection is removed' },
  sealed: {
    tr: 'Parolalar şifreli saklanır ve bir daha gösterilmez.',
    en: 'Passwords are stored encrypted and never shown again.',
  },
} as const
