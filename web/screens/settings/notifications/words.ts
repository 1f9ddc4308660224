export const preferenceWords = {
  title: { tr: 'Bildirimler', en: 'Notifications' },
  intro: {
    tr: 'Nelerden, nerede haberdar olmak istediğinizi seçin. Tercihler yalnızca size aittir.',
    en: 'Choose what you want to hear of, and where. These choices are yours alone.',
  },
  PANEL: { tr: 'Panel', en: 'Panel' },
  EMAIL: { tr: 'E-posta', en: 'E-mail' },
  SMS: { tr: 'SMS', en: 'SMS' },
  PUSH: { tr: 'Anlık bildirim', en: 'Push' },
  notConnected: {
    tr: '{channels} henüz bağlı değil; seçimleriniz bağlanınca geçerli olur.',
    en: '{channels}: not connected yet. What you choose will hold once it is.',
  },
  label: { tr: '{kind}: {channel}', en: '{kind}: {channel}' },
  failed: { tr: 'Tercih kaydedilemedi.', en: 'The choice was not saved.' },
} as const
