import type { DisabledModule, NavigationItem } from '../data/panel.ts'

/** Is this item the place the viewer is in? Home also answers to `/today`. */
export function isCurrent(item: NavigationItem, path: string): boolean {
  if (item.path === '/' || item.path === '/today') return path === '/' || path === '/today'
  return path === item.path || path.startsWith(`${item.path}/`)
}

/** The three items of the bottom bar beside + and More: the first two, then the inbox or the customers. */
export function bottomItems(navigation: readonly NavigationItem[]): NavigationItem[] {
  const [first, second] = navigation
  const third =
    navigation.find((item) => item.key === 'inbox') ??
    navigation.find((item) => item.key === 'customers') ??
    navigation[2]
  return [first, second, third].filter(
    (item, index, all) => item && all.indexOf(item) === index,
  ) as NavigationItem[]
}

/** The switched-off module that a place belongs to; undefined where one may stay. */
export function disabledAt(modules: readonly DisabledModule[], path: string): DisabledModule | undefined {
  return modules.find(({ paths }) => paths.some((place) => path === place || path.startsWith(`${place}/`)))
}
