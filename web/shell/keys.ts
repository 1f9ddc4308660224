import { useNavigate } from '@solidjs/router'
import { onCleanup } from 'solid-js'
import { preferences } from '../preferences.ts'
import type { Overlay } from './shell.tsx'

function isTyping(target: EventTarget | null): boolean {
  const element = target as HTMLElement | null
  return Boolean(element?.closest('input, textarea, select, [contenteditable]'))
}

/** Keys that work on every screen: Ctrl K and / search, c books, g then t c k goes, ? tells them all. */
export function createKeys(shell: { isBusy: () => boolean; open: (overlay: Overlay) => void }) {
  const navigate = useNavigate()
  let going = false
  const places: Record<string, string> = {
    t: '/',
    c: '/calendar',
    k: '/customers',
    i: '/import',
    a: '/tasks',
  }

  const onKey = (event: KeyboardEvent) => {
    if ((event.ctrlKey || event.metaKey) && event.key.toLowerCase() === 'k') {
      event.preventDefault()
      if (!shell.isBusy()) shell.open({ is: 'palette' })
      return
    }
    if (event.ctrlKey || event.metaKey || event.altKey || isTyping(event.target) || shell.isBusy()) return
    if (!preferences().letterKeys) return
    const place = going && places[event.key]
    going = event.key === 'g'
    if (place) navigate(place)
    else if (event.key === '/') shell.open({ is: 'palette' })
    else if (event.key === 'c') shell.open({ is: 'booking', start: {} })
    else if (event.key === '?') shell.open({ is: 'keys' })
    else return
    event.preventDefault()
  }
  addEventListener('keydown', onKey)
  onCleanup(() => removeEventListener('keydown', onKey))
}
