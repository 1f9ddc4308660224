import { ArrayType } from '@mikro-orm/core'

/**
 * A `text[]` whose texts come back as they went in. MikroORM's own writes `null`, spaces at either end and line breaks
 * in a way that PostgreSQL reads as something else.
 */
export class TextArray extends ArrayType<string> {
  override convertToDatabaseValue(value: string[] | null): string {
    if (!value) return value as unknown as string
    return `{${value.map((text) => `"${text.replace(/["\\]/g, '\\$&')}"`).join(',')}}`
  }
}
