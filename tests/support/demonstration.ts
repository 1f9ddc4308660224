import { Vehicle } from '../../blueprints/auto-service/index.ts'
import { seedRecords } from '../../gateway/demo/seed-records.ts'
import { Appointment, Resource, StaffMember } from '../../modules/calendar/index.ts'
import { Service } from '../../modules/catalog/index.ts'
import { Customer } from '../../modules/customers/index.ts'
import { Branch } from '../../modules/tenancy/index.ts'
import type { Work } from '../../schema/index.ts'
import { type TestBusiness, testBusiness } from './business.ts'
import { testNow } from './clock.ts'
import type { TestServer } from './server.ts'

/** A business of a sector with customers, appointments and examples of every record of the sector. */
export async function demonstration(server: TestServer, blueprint: string): Promise<TestBusiness> {
  const business = await testBusiness(server, blueprint)
  await business.context.write((work) => furnish(work, business))
  await seedRecords(business.context)
  return business
}

/** Twenty customers with appointments long ago, of late and right now, on each service in turn. */
async function furnish(work: Work, business: TestBusiness): Promise<void> {
  const { tenantId } = business
  const services = await work.em.find(Service, { tenantId } as never)
  const branch = work.reference(Branch, business.branch.id)
  const garage = business.context.set.key === 'auto-service'
  const resource = work.create<Resource>(Resource, {
    name: 'Yer 1',
    type: garage ? 'LIFT' : 'ROOM',
    capacity: 1,
    status: 'ACTIVE',
    branch,
  })
  for (let index = 0; index < 20; index += 1) {
    const name = `Kişi ${index}`
    const customer = work.create<Customer>(Customer, {
      name,
      kind: 'PERSON',
      source: 'OTHER',
      tags: [],
      otherPhones: [],
      otherEmails: [],
    })
    if (garage) {
      work.create(Vehicle, {
        owner: customer,
        plate: `34 AB ${100 + index}`,
        model: 'Fiat Egea',
        odometerKm: 90_000,
      })
    }
    for (const [days, status] of [
      [60, 'DONE'],
      [40, 'DONE'],
      [0.02, 'CONFIRMED'],
    ] as const) {
      const startsAt = new Date(testNow.getTime() - days * 86_400_000)
      work.create<Appointment>(Appointment, {
        customer,
        service: services[(index + Math.round(days)) % services.length],
        staff: work.reference(StaffMember, business.staffMemberId),
        resource,
        branch,
        startsAt,
        endsAt: new Date(startsAt.getTime() + 3_600_000),
        status,
        statusChangedAt: startsAt,
        source: 'IMPORT',
        conflict: false,
      })
    }
  }
}
