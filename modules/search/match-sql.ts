import type { SearchMatch, Statement } from '../../schema/index.ts'
import { type Asked, escapedLike } from './asked.ts'

/** Rows that fit, and how well: 0 from the very start, 1 at the start of a word, 2 somewhere within. */
export interface MatchSql {
  readonly condition: string
  readonly rank: string
}

/** Holds what was typed against one value; null when it cannot be meant that way. */
export function matchSql(
  as: SearchMatch,
  value: string,
  isFolded: boolean,
  { words, text, code, digits, address, time }: Asked,
  statement: Statement,
  timeZone: string,
): MatchSql | null {
  switch (as) {
    case 'words': {
      const folded = isFolded ? value : `lonca_fold(${value})`
      const like = (pattern: string) => `${folded} like lonca_fold(${statement.value(pattern, 'text')})`
      const start = escapedLike(text)
      return {
        condition: `(${words.map((word) => like(`%${escapedLike(word)}%`)).join(' and ')})`,
        rank: `case when ${like(`${start}%`)} then 0 when ${like(`% ${start}%`)} or ${like(`${escapedLike(words[0] ?? '')}%`)} then 1 else 2 end`,
      }
    }
    case 'code': {
      if (code === null) return null
      const bare = `lower(translate(${value}, ' .-', ''))`
      return within(bare, code, statement)
    }
    case 'digits': {
      if (digits === null || digits === '') return null
      const ends = `${value} like ${statement.value(`%${digits}`, 'text')}`
      if (digits.length < 4) return { condition: ends, rank: '0' }
      const holds = `${value} like ${statement.value(`%${digits}%`, 'text')}`
      return { condition: holds, rank: `case when ${ends} then 0 else 2 end` }
    }
    case 'address':
      return address === null ? null : within(value, address, statement)
    case 'time':
      if (time === null) return null
      return {
        condition: `to_char(${value} at time zone ${statement.value(timeZone, 'text')}, 'HH24:MI') = ${statement.value(time, 'text')}`,
        rank: '0',
      }
  }
}

function within(value: string, text: string, statement: Statement): MatchSql {
  const like = (pattern: string) => `${value} like ${statement.value(pattern, 'text')}`
  return {
    condition: like(`%${escapedLike(text)}%`),
    rank: `case when ${like(`${escapedLike(text)}%`)} then 0 else 2 end`,
  }
}
