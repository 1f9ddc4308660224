/** The `data` of an answer as the JSON text that it goes out as. */
export class JsonData {
  constructor(readonly text: string) {}
}

/** An answer as JSON; text of `data` is taken as it is. */
export function bodyOf(result: { readonly data?: unknown; readonly extensions?: unknown }): string {
  const { data, ...rest } = result
  if (!(data instanceof JsonData)) return JSON.stringify(result)
  // What is compiled has no errors, so that `data` comes first as ever.
  const others = JSON.stringify(rest)
  return others === '{}' ? `{"data":${data.text}}` : `{"data":${data.text},${others.slice(1)}`
}
