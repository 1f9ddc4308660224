export const bellWords = {
  title: { tr: 'Bildirimler', en: 'Notifications' },
  unread: { tr: 'Bildirimler, {n} okunmamış', en: 'Notifications, {n} unread' },
  all: { tr: 'Tümü', en: 'All' },
  onlyUnread: { tr: 'Okunmamış', en: 'Unread' },
  filter: { tr: 'Hangileri', en: 'Which ones' },
  markAll: { tr: 'Tümü okundu', en: 'All read' },
  empty: {
    tr: 'Henüz bildirim yok. Sizi ilgilendiren bir şey olunca burada görünür.',
    en: 'No notifications yet. What concerns you will show up here.',
  },
  noneUnread: { tr: 'Okunmamış bildiriminiz yok.', en: 'You have read everything.' },
  today: { tr: 'Bugün', en: 'Today' },
  yesterday: { tr: 'Dün', en: 'Yesterday' },
  times: { tr: '{n} kez', en: '{n} times' },
  isUnread: { tr: 'Okunmamış', en: 'Unread' },
  more: { tr: 'Daha eskiler', en: 'Older ones' },
  settings: { tr: 'Bildirim tercihleri', en: 'Notification preferences' },
} as const
