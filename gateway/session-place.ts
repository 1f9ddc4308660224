import type { SessionPlace } from '../modules/identity/index.ts'

/** What a person recognises a session by: browser and system in words, and the first half of the address. */
export function sessionPlace(userAgent: string | undefined, address: string): SessionPlace {
  return { device: deviceOf(userAgent ?? ''), address: coarse(address) }
}

const browsers: readonly (readonly [RegExp, string])[] = [
  [/\bEdg(?:e|A|iOS)?\//, 'Edge'],
  [/\bOPR\//, 'Opera'],
  [/\bSamsungBrowser\//, 'Samsung Internet'],
  [/\bYaBrowser\//, 'Yandex'],
  [/\b(?:Firefox|FxiOS)\//, 'Firefox'],
  [/\b(?:Chrome|CriOS|HeadlessChrome)\//, 'Chrome'],
  [/\bSafari\//, 'Safari'],
]

const systems: readonly (readonly [RegExp, string])[] = [
  [/iPhone/, 'iPhone'],
  [/iPad/, 'iPad'],
  [/Android/, 'Android'],
  [/Windows/, 'Windows'],
  [/Mac OS X|Macintosh/, 'macOS'],
  [/CrOS/, 'ChromeOS'],
  [/Linux/, 'Linux'],
]

function deviceOf(userAgent: string): string | null {
  const named = (list: typeof browsers) => list.find(([pattern]) => pattern.test(userAgent))?.[1]
  return [named(browsers), named(systems)].filter(Boolean).join(' · ') || null
}

/** `85.105.12.7` → `85.105.*.*`; of an IPv6 address the first three groups. */
function coarse(address: string): string | null {
  const plain = address.replace(/^::ffff:/, '')
  if (plain.includes('.')) return plain.split('.').slice(0, 2).concat('*', '*').join('.')
  if (plain === '::1' || plain === '') return plain || null
  return `${plain.split(':').slice(0, 3).join(':')}:…`
}
