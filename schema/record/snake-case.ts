/** `startsAt` → `starts_at`: how a declared name is spelled in the database. */
export function snakeCase(name: string): string {
  return name.replace(/([a-z0-9])([A-Z])/g, '$1_$2').toLowerCase()
}
