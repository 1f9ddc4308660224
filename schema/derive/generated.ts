const made = new Map<string, object>()

/**
 * Types that follow from declarations are made once per name, so that hand-written resolvers and generated ones
 * speak of the same class.
 */
export function generated<T extends object>(name: string, make: () => T): T {
  const known = made.get(name)
  if (known) return known as T
  const type = make()
  made.set(name, type)
  return type
}

/** An empty class with a name of its own, for type-graphql to hang fields on. */
export function namedClass(name: string): new () => object {
  return { [name]: class {} }[name] as new () => object
}
