import { useI18n } from '../i18n/i18n.tsx'
import { useSession } from '../session.tsx'

/** The words of a choice as its record declares them: `words('VehicleJobCard', 'step', 'REPAIR')` is Onarım. */
export function createChoiceWords(): (
  type: string,
  field: string,
  value: string | null | undefined,
) => string {
  const { f } = useI18n()
  const { panel } = useSession()
  return (type, field, value) => {
    if (!value) return ''
    const record = panel.records.find((one) => one.type === type)
    const choice = record?.fields
      .find((one) => one.name === field)
      ?.choices.find((one) => one.value === value)
    return choice ? f.text(choice.label) : value
  }
}
