import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { withClient } from '../../../gateway/database/roles.ts'
import { createTestDatabase, type TestDatabase } from '../../support/database.ts'

describe('the test database', () => {
  let database: TestDatabase
  beforeAll(async () => {
    database = await createTestDatabase()
  })
  afterAll(() => database.close())

  it('is a migrated clone that the request role may use', async () => {
    const folded = await withClient(database.appUrl, (client) =>
      client.query(`select lonca_fold('İĞDIR ÇAĞRI â') as folded, current_user::text as role`),
    )
    expect(folded.rows).toEqual([{ folded: 'igdir cagri a', role: 'lonca_app' }])
  })
})
