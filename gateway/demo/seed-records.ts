import { recordMeta, type Work } from '../../schema/index.ts'
import type { OperationContext } from '../operation-context.ts'

/**
 * Example records of the sector, which no export brings; once, after the exports are in. What is added to them is
 * written in the same transaction, so that a start that was killed leaves all of them or none.
 */
export async function seedRecords(
  context: OperationContext,
  added: (work: Work) => Promise<void> = async () => {},
): Promise<void> {
  for (const { seed, mainRecord } of context.set.blueprints) {
    const main = context.set.relations.byName.get(mainRecord)
    if (!seed || !main) continue
    const { rows } = await context.read.page(recordMeta(main.class), { first: 1 })
    if (rows.length > 0) continue
    await context.write(async (work) => {
      await seed(work)
      await work.flush()
      await added(work)
    })
  }
}
