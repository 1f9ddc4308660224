// Runs before the first paint, so that the remembered theme, accent and language never flash past.
;(() => {
  let saved = {}
  try {
    saved = JSON.parse(localStorage.getItem('lonca.preferences') || '{}')
  } catch {
    // A browser that refuses storage gets the defaults.
  }
  const root = document.documentElement
  const dark = matchMedia('(prefers-color-scheme: dark)').matches
  root.classList.toggle('dark', saved.theme === 'dark' || (saved.theme !== 'light' && dark))
  if (saved.accent) root.dataset.accent = saved.accent
  if (saved.locale) root.lang = saved.locale
})()
