/** The `data` of an answer as the JSON that it goes out as. */
export class JsonData {
  /** @param bytes in UTF-8. */
  constructor(readonly bytes: Buffer) {}
}

interface Result {
  readonly data?: unknown
  readonly extensions?: unknown
}

/** An answer as JSON; `data` that is JSON is taken as it is. */
export function bodyOf(result: Result): string {
  const { data } = result
  if (!(data instanceof JsonData)) return JSON.stringify(result)
  const { before, after } = around(result)
  return `${before}${data.bytes.toString()}${after}`
}

/** The same in UTF-8, and what stands behind it. */
export function bodyBytes(result: Result, end: string): Buffer {
  const { data } = result
  if (!(data instanceof JsonData)) return Buffer.from(`${JSON.stringify(result)}${end}`)
  const { before, after } = around(result)
  return Buffer.concat([Buffer.from(before), data.bytes, Buffer.from(`${after}${end}`)])
}

/** What is compiled has no errors, so that `data` comes first as ever. */
function around({ data: _, ...rest }: Result): { readonly before: string; readonly after: string } {
  const others = JSON.stringify(rest)
  return { before: '{"data":', after: others === '{}' ? '}' : `,${others.slice(1)}` }
}
