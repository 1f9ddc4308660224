import type { AddressedFile, FileAddresses, Reading, UploadAddress } from '../../modules/files/index.ts'
import { thumbnailSizes } from '../../modules/files/index.ts'
import { type Clock, decodeId, encodeId } from '../../schema/index.ts'
import { addressRefused } from './exactly.ts'
import { isSigned, type SignedLines, signatureOf } from './signature.ts'

const minuteMs = 60_000
const uploadMs = 15 * minuteMs
/** Addresses for reading change every five minutes and not with every query, so that browsers keep the pictures. */
const readingMs = 5 * minuteMs

type Query = Readonly<Record<string, unknown>>

export interface UploadPermission extends AddressedFile {
  readonly sizeBytes: number
  readonly mediaType: string
}

export interface ReadingPermission extends AddressedFile {
  readonly reading: Reading
}

/** Addresses on this server: `/files/<id>?…`, signed, for one person, and over after some minutes. */
export class SignedFileAddresses implements FileAddresses {
  constructor(
    private readonly secret: Buffer,
    private readonly clock: Clock,
  ) {}

  upload(file: AddressedFile, facts: { sizeBytes: number; mediaType: string }): UploadAddress {
    const expiresAt = new Date(this.clock.now().getTime() + uploadMs)
    const lines = uploadLines({ ...file, ...facts }, expiresAt.getTime())
    const query = { size: String(facts.sizeBytes), type: facts.mediaType }
    return { url: this.#url(file, query, expiresAt.getTime(), lines), expiresAt }
  }

  reading(file: AddressedFile, reading: Reading): string {
    const expires = (Math.floor(this.clock.now().getTime() / readingMs) + 2) * readingMs
    return this.#url(file, { as: reading }, expires, readingLines({ ...file, reading }, expires))
  }

  /** What an address permits to send. Throws FORBIDDEN for one that is not ours, was changed or is over. */
  uploadPermitted(fileId: string, query: Query): UploadPermission {
    const file = addressed(fileId, query)
    const permission = { ...file, sizeBytes: Number(query.size), mediaType: String(query.type) }
    this.#check(uploadLines(permission, Number(query.expires)), query, 'createFileUpload')
    return permission
  }

  /** What an address permits to read. Throws FORBIDDEN like `uploadPermitted`. */
  readingPermitted(fileId: string, query: Query): ReadingPermission {
    const file = addressed(fileId, query)
    const reading = readings.find((one) => one === query.as)
    if (!reading) throw forged('the file')
    const permission = { ...file, reading }
    this.#check(readingLines(permission, Number(query.expires)), query, 'the file')
    return permission
  }

  #check(lines: SignedLines, query: Query, source: string): void {
    if (!isSigned(lines, query.signature, this.secret)) throw forged(source)
    if (Number(query.expires) <= this.clock.now().getTime())
      throw addressRefused(
        'FORBIDDEN',
        403,
        `This address is over. Ask ${source} for a new one.`,
        'ADDRESS_EXPIRED',
      )
  }

  #url(
    file: AddressedFile,
    more: Readonly<Record<string, string>>,
    expires: number,
    lines: SignedLines,
  ): string {
    const query = new URLSearchParams({
      tenant: encodeId('ten', file.tenantId),
      member: encodeId('mem', file.membershipId),
      ...more,
      expires: String(expires),
      signature: signatureOf(lines, this.secret),
    })
    return `/files/${encodeId('fil', file.id)}?${query}`
  }
}

const readings: readonly Reading[] = ['INLINE', 'ATTACHMENT', ...(Object.keys(thumbnailSizes) as Reading[])]

function uploadLines(file: UploadPermission, expires: number): SignedLines {
  return ['PUT', file.tenantId, file.id, file.membershipId, file.sizeBytes, file.mediaType, expires]
}

function readingLines(file: ReadingPermission, expires: number): SignedLines {
  return ['GET', file.tenantId, file.id, file.membershipId, file.reading, expires]
}

function addressed(fileId: string, query: Query): AddressedFile {
  const [file, tenant, member] = [fileId, String(query.tenant), String(query.member)].map(decodeId)
  if (file?.prefix !== 'fil' || tenant?.prefix !== 'ten' || member?.prefix !== 'mem') throw forged('the file')
  return { id: file.uuid, tenantId: tenant.uuid, membershipId: member.uuid }
}

function forged(source: string): Error {
  return addressRefused(
    'FORBIDDEN',
    403,
    `This address was not given out here, or was changed. Ask ${source} for one.`,
    'ADDRESS_FORGED',
  )
}
