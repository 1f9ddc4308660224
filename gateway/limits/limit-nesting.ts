import { LoncaError } from '../../schema/index.ts'

/** Brackets within brackets of a body: what is around the variables, and those. */
const mostLevels = 64
/** The same of a message of a socket, which has to be read for its error to name the operation. */
const mostLevelsOfMessage = 5_000
/** What is shorter is read before it is counted. */
const longText = 16 * 1024

const quote = 0x22
const backslash = 0x5c
const [bracket, brace] = [0x5b, 0x7b]
const [closingBracket, closingBrace] = [0x5d, 0x7d]

/**
 * Refuses a body that has so many brackets within each other that reading it as JSON would cost more than refusing it.
 *
 * @throws LoncaError BAD_USER_INPUT
 */
export function limitNesting(json: string): void {
  if (!isNestedTooDeep(json, mostLevels)) return
  throw LoncaError.badInput(
    `The body has more than ${mostLevels} levels of brackets. Ask in smaller parts.`,
    { http: { status: 400 } },
  )
}

/** Whether a message is nested so deep that it is not read. */
export function isTooNested(message: string): boolean {
  return isNestedTooDeep(message, mostLevelsOfMessage)
}

function isNestedTooDeep(json: string, most: number): boolean {
  if (json.length < longText) return false
  let levels = 0
  let isText = false
  for (let place = 0; place < json.length; place += 1) {
    const letter = json.charCodeAt(place)
    if (isText) {
      if (letter === backslash) place += 1
      else if (letter === quote) isText = false
    } else if (letter === quote) isText = true
    else if (letter === bracket || letter === brace) {
      levels += 1
      if (levels > most) return true
    } else if (letter === closingBracket || letter === closingBrace) levels -= 1
  }
  return false
}
