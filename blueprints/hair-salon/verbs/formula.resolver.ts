import { Arg, Ctx, Mutation, Resolver } from 'type-graphql'
import { Allow, type Payload, type RequestContext, recordPayload } from '../../../schema/index.ts'
import { CustomerVisit } from '../records/customer-visit.ts'
import { RecordColorFormulaInput, RecordColorFormulaPayload } from './record-color-formula.inputs.ts'
import { recordColorFormula } from './record-color-formula.ts'

@Resolver()
export class FormulaResolver {
  @Mutation(() => RecordColorFormulaPayload, {
    description: 'Writes the colour formula of a visit as a whole; earlier lines are archived.',
  })
  @Allow('signed-in')
  recordColorFormula(
    @Arg('input', () => RecordColorFormulaInput) input: RecordColorFormulaInput,
    @Ctx() context: RequestContext,
  ): Promise<Payload> {
    return recordPayload(context, CustomerVisit, (work) => recordColorFormula(work, input))
  }
}
