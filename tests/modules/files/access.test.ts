import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { withClient } from '../../../gateway/database/roles.ts'
import { decodeId, encodeId, newId } from '../../../schema/index.ts'
import { testBusiness } from '../../support/business.ts'
import { make, type TestCalendar, testCalendar } from '../../support/calendar.ts'
import { fileVerb, onDisk, pdf, type ReceivedFile, refusal, stored } from '../../support/files.ts'
import type { Send } from '../../support/graphql-client.ts'
import { startTestServer, type TestServer } from '../../support/server.ts'

const asPdf = { name: 'belge.pdf', mediaType: 'application/pdf' }

let server: TestServer
let calendar: TestCalendar

beforeAll(async () => {
  server = await startTestServer()
  calendar = await testCalendar(await testBusiness(server))
})
afterAll(() => server?.close())

async function fileOn(recordId: string): Promise<ReceivedFile> {
  const { file } = await stored(server, calendar.owner, recordId, pdf, asPdf)
  if (!file) throw new Error('There is no file.')
  return file
}

/** How many of these files somebody finds by id, in the list, in its count and by node. */
async function found(send: Send, id: string): Promise<number[]> {
  const answer = await send(
    `query ($id: ID!) { file(id: $id) { id } node(id: $id) { id }
      files(filter: { id: { eq: $id } }) { totalCount nodes { id } } }`,
    { id },
  )
  const { file, node, files } = answer.data ?? {}
  return [file ? 1 : 0, node ? 1 : 0, files.totalCount, files.nodes.length]
}

describe('a file hanging on a record', () => {
  it('is seen by whoever sees the record, and by nobody else', async () => {
    const mine = await calendar.booked({ startsAt: '2026-11-23T10:00:00+03:00' })
    const strangers = await calendar.booked({
      startsAt: '2026-11-23T10:00:00+03:00',
      staffId: calendar.strangerId,
    })
    const [seen, hidden] = [await fileOn(mine.id), await fileOn(strangers.id)]
    const { staff, manager } = calendar.business
    expect(await found(staff, seen.id)).toEqual([1, 1, 1, 1])
    expect(await found(staff, hidden.id)).toEqual([0, 0, 0, 0])
    expect(await found(manager, hidden.id)).toEqual([1, 1, 1, 1])
    const verbs = {
      completeFileUpload: {},
      renameFile: { version: 1, name: 'x' },
      archiveFile: { version: 1 },
    }
    for (const [verb, more] of Object.entries(verbs)) {
      const { refused } = await fileVerb(staff, verb, { id: hidden.id, ...more })
      expect([verb, ...refused]).toEqual([verb, 'NOT_FOUND id'])
    }
  })

  it('is changed only by whoever may change the record', async () => {
    const unserved = await make(calendar.owner, 'Customer', { kind: 'COMPANY', name: 'Kimsesiz' })
    const file = await fileOn(unserved)
    const { staff } = calendar.business
    expect(await found(staff, file.id)).toEqual([1, 1, 1, 1])
    const { id, version } = file
    expect((await fileVerb(staff, 'renameFile', { id, version, name: 'x.pdf' })).refused).toEqual([
      'FORBIDDEN id',
    ])
    expect((await fileVerb(staff, 'archiveFile', { id, version })).refused).toEqual(['FORBIDDEN id'])
    const added = { recordId: unserved, ...asPdf, sizeBytes: pdf.length }
    expect((await fileVerb(staff, 'createFileUpload', added)).refused).toEqual(['FORBIDDEN recordId'])
    await calendar.booked({ customerId: unserved, startsAt: '2026-11-24T10:00:00+03:00' })
    expect((await fileVerb(staff, 'renameFile', { id, version, name: 'x.pdf' })).refused).toEqual([])
  })

  it('does not exist for another business', async () => {
    const file = await fileOn(calendar.customerId)
    const other = await testBusiness(server)
    expect(await found(other.owner, file.id)).toEqual([0, 0, 0, 0])
    const unknown = encodeId('fil', newId())
    for (const id of [file.id, unknown])
      expect((await fileVerb(other.owner, 'archiveFile', { id, version: 1 })).refused).toEqual([
        'NOT_FOUND id',
      ])
  })

  it('cannot hang on a record of a sector that the business does not have', async () => {
    const garage = await testBusiness(server, 'auto-service')
    const customerId = await make(garage.owner, 'Customer', {
      kind: 'COMPANY',
      name: 'Filo',
      phone: '05321112233',
    })
    const vehicleId = await make(garage.owner, 'Vehicle', {
      ownerId: customerId,
      plate: '34 ABC 123',
      model: 'Egea',
    })
    const own = await stored(server, garage.owner, vehicleId, pdf, asPdf)
    expect(own.file).toMatchObject({ recordType: 'Vehicle', record: { id: vehicleId } })
    const input = { recordId: vehicleId, ...asPdf, sizeBytes: pdf.length }
    expect((await fileVerb(calendar.owner, 'createFileUpload', input)).refused).toEqual([
      'NOT_FOUND recordId',
    ])
  })

  it('is no longer given at an address when the person may no longer see it', async () => {
    const { business } = calendar
    const booked = await calendar.booked({ startsAt: '2026-11-25T10:00:00+03:00' })
    const { id } = await fileOn(booked.id)
    const answer = await business.staff('query ($id: ID!) { file(id: $id) { downloadUrl } }', { id })
    const address = `${server.url}${answer.data?.file.downloadUrl}`
    expect((await fetch(address)).status).toBe(200)
    await withClient(server.database.ownerUrl, (client) =>
      client.query(
        `update appointments set staff_id = $1 where id = $2`,
        [calendar.strangerId, booked.id].map((one) => decodeId(one)?.uuid),
      ),
    )
    expect(await refusal(await fetch(address))).toBe('404 NOT_FOUND')
    await withClient(server.database.ownerUrl, (client) =>
      client.query(`update memberships set status = 'DISABLED' where tenant_id = $1 and name = 'staff'`, [
        business.tenantId,
      ]),
    )
    expect(await refusal(await fetch(address))).toBe('404 NOT_FOUND')
  })

  it('keeps its bytes in the folder of its business alone', async () => {
    await fileOn(calendar.customerId)
    const folders = new Set(Object.keys(onDisk(server)).map((name) => name.split('/').slice(0, 2).join('/')))
    expect(folders).toContain(`${calendar.business.tenantId}/files`)
    expect([...folders].filter((name) => name.endsWith('/incoming'))).toEqual([])
  })
})
