/** The `data` of an answer as the JSON that it goes out as. */
export class JsonData {
  /** @param bytes in UTF-8. */
  constructor(readonly bytes: Buffer) {}
}

/** An answer as JSON; `data` that is JSON is taken as it is. */
export function bodyOf(result: { readonly data?: unknown; readonly extensions?: unknown }): string {
  const { data, ...rest } = result
  if (!(data instanceof JsonData)) return JSON.stringify(result)
  const text = data.bytes.toString()
  // What is compiled has no errors, so that `data` comes first as ever.
  const others = JSON.stringify(rest)
  return others === '{}' ? `{"data":${text}}` : `{"data":${text},${others.slice(1)}`
}
