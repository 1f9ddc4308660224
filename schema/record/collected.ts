import type { Attribute } from './attribute.ts'

const collected = new Map<unknown, Attribute[]>()

/** Attribute words run before `@Record` does: they leave their attribute here for it. */
export function collectAttribute(target: unknown, attribute: Attribute): void {
  const list = collected.get(target) ?? []
  list.push(attribute)
  collected.set(target, list)
}

/** Attributes of a class and of its base classes, the base's first. */
export function collectedAttributes(target: { prototype: object }): Attribute[] {
  const base = Object.getPrototypeOf(target.prototype)?.constructor
  const inherited = base && base !== Object ? collectedAttributes(base) : []
  return [...inherited, ...(collected.get(target) ?? [])]
}
