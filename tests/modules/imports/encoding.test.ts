import { describe, expect, it } from 'vitest'
import {
  decodeText,
  detectEncoding,
  ImportFileError,
  READING_LIMITS,
} from '../../../modules/imports/reading/index.ts'

const TURKISH = 'Ad;Şehir\nÇağrı;İğdır ĞÜŞİÖÇğüşıöç\n'
const utf8 = (text: string) => new TextEncoder().encode(text)

/** Windows-1254 is Latin-1 but for six letters (and signs not used here). */
function windows1254(text: string): Uint8Array {
  const special: Record<string, number> = { Ğ: 0xd0, İ: 0xdd, Ş: 0xde, ğ: 0xf0, ı: 0xfd, ş: 0xfe }
  return Uint8Array.from(text, (letter) => special[letter] ?? letter.charCodeAt(0))
}

/** Cuts bytes into pieces of `size`, so that letters of two bytes fall on the borders. */
function* cut(bytes: Uint8Array, size: number): Generator<Uint8Array> {
  for (let at = 0; at < bytes.length; at += size) yield bytes.subarray(at, at + size)
}

async function decoded(bytes: Uint8Array, size = 3): Promise<string> {
  const { encoding } = await detectEncoding(cut(bytes, size))
  return (await Array.fromAsync(decodeText(cut(bytes, size), encoding))).join('')
}

async function codeOf(bytes: Uint8Array, limits = READING_LIMITS): Promise<string> {
  const error = await detectEncoding(cut(bytes, 4), limits).then(
    () => null,
    (reason: unknown) => reason,
  )
  expect(error).toBeInstanceOf(ImportFileError)
  return (error as ImportFileError).code
}

describe('the encoding of a file', () => {
  it('is UTF-8 with or without its mark, and the mark never reaches a cell', async () => {
    expect(await detectEncoding([utf8(TURKISH)])).toMatchObject({ encoding: 'UTF_8', byteOrderMark: false })
    expect(await detectEncoding(cut(utf8(`\uFEFF${TURKISH}`), 1))).toMatchObject({
      encoding: 'UTF_8',
      byteOrderMark: true,
    })
    expect(await decoded(utf8(`\uFEFF${TURKISH}`), 1)).toBe(TURKISH)
    expect(await decoded(utf8(TURKISH), 1)).toBe(TURKISH)
  })

  it('is Windows-1254 where the bytes are no UTF-8, even when the first Turkish letter stands at the very end', async () => {
    expect(await decoded(windows1254(TURKISH))).toBe(TURKISH)
    const late = `${'ascii;only\n'.repeat(20_000)}Şule;x\n`
    expect(await decoded(windows1254(late), 65_536)).toBe(late)
  })

  it('is the UTF-16 of Excel "Unicode text" where its mark says so', async () => {
    const bytes = new Uint8Array(Buffer.from(`\uFEFF${TURKISH}`, 'utf16le'))
    expect(await decoded(bytes, 5)).toBe(TURKISH)
  })

  it('stays UTF-8 with a count of damage where a few bytes among many letters are broken', async () => {
    const bytes = utf8(TURKISH.repeat(50))
    bytes[bytes.length - 3] = 0xff
    const finding = await detectEncoding([bytes])
    expect(finding.encoding).toBe('UTF_8')
    expect(finding.damagedBytes).toBeGreaterThan(0)
  })

  it('is refused with a code for workbooks, binary files, empty files and files that are too large', async () => {
    expect(await codeOf(Uint8Array.from([0x50, 0x4b, 3, 4, 20, 0]))).toBe('NOT_TEXT')
    expect(await codeOf(Uint8Array.from([0xd0, 0xcf, 0x11, 0xe0, 0]))).toBe('NOT_TEXT')
    expect(await codeOf(utf8('a;b\u0000c'))).toBe('NOT_TEXT')
    expect(await codeOf(new Uint8Array(0))).toBe('EMPTY_FILE')
    expect(await codeOf(utf8('\uFEFF'))).toBe('EMPTY_FILE')
    expect(await codeOf(utf8(' \r\n\r\n'))).toBe('EMPTY_FILE')
    expect(await codeOf(utf8('a;b\n1;2\n'), { ...READING_LIMITS, fileBytes: 5 })).toBe('FILE_TOO_LARGE')
  })
})
