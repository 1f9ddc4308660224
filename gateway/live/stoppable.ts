/**
 * An async generator that can be stopped while it waits. The `return()` of a plain one would wait for the value that
 * is being waited for, perhaps for ever.
 *
 * @param stopped called once, before the generator is asked to return: it must end what the generator waits for.
 */
export function stoppable<T>(
  inner: AsyncGenerator<T, void, undefined>,
  stopped: () => void,
): AsyncGenerator<T, void, undefined> {
  return {
    next: () => inner.next(),
    return: (value) => {
      stopped()
      return inner.return(value)
    },
    throw: (error) => {
      stopped()
      return inner.throw(error)
    },
    [Symbol.asyncIterator]() {
      return this
    },
    async [Symbol.asyncDispose]() {
      await this.return(undefined)
    },
  }
}
