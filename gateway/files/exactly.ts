import { LoncaError } from '../../schema/index.ts'

/** Passes the bytes on and fails at the first one too many, or at the end when some are missing. */
export async function* exactly(
  bytes: AsyncIterable<Uint8Array>,
  sizeBytes: number,
): AsyncGenerator<Uint8Array> {
  let arrived = 0
  for await (const piece of bytes) {
    arrived += piece.length
    if (arrived > sizeBytes)
      throw addressRefused('BAD_USER_INPUT', 413, `More than the ${sizeBytes} bytes that were announced.`)
    yield piece
  }
  if (arrived < sizeBytes)
    throw addressRefused(
      'BAD_USER_INPUT',
      400,
      `Only ${arrived} of the ${sizeBytes} bytes that were announced arrived. Send the file again.`,
    )
}

/** How an address answers when it does not do what it was asked to; `reason` tells programs why. */
export function addressRefused(
  code: 'FORBIDDEN' | 'CONFLICT' | 'BAD_USER_INPUT' | 'NOT_FOUND',
  status: number,
  message: string,
  reason?: 'ADDRESS_FORGED' | 'ADDRESS_EXPIRED' | 'ADDRESS_USED',
): LoncaError {
  return new LoncaError(code, message, { http: { status }, ...(reason && { reason }) })
}
