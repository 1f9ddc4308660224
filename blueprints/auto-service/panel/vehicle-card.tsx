import { For, Show } from 'solid-js'
import {
  Chip,
  createChoiceWords,
  Empty,
  Plate,
  rowsAt,
  useI18n,
  type WidgetComponentProps,
} from '../../../web/kit.ts'

interface Vehicle {
  id: string
  plate: string
  vin: string | null
  vinCheckDigitFits: boolean | null
  model: string | null
  year: number | null
  odometerKm: number | null
  maintenanceDueKm: number | null
  maintenanceDueOn: string | null
  inspectionDueOn: string | null
}

const words = {
  tr: {
    none: 'Kayıtlı araç yok.',
    vin: 'Şasi',
    vinDoubt: 'Şasi no denetim hanesi tutmuyor',
    odometer: 'Kilometre',
    service: 'Sonraki bakım',
    inspection: 'Muayene',
  },
  en: {
    none: 'No vehicle on record.',
    vin: 'VIN',
    vinDoubt: 'The check digit of the VIN does not fit',
    odometer: 'Odometer',
    service: 'Next service',
    inspection: 'Inspection',
  },
}

/** The customer's cars, found by plate: what it is, what it has run, when it is due, and whether it is inside. */
export function VehicleCard(props: WidgetComponentProps) {
  const { f, locale } = useI18n()
  const choice = createChoiceWords()
  const w = () => words[locale()]
  const due = (car: Vehicle) =>
    [
      car.maintenanceDueKm ? `${f.number(car.maintenanceDueKm)} km` : '',
      car.maintenanceDueOn ? f.day(car.maintenanceDueOn, 'medium') : '',
    ]
      .filter(Boolean)
      .join(' · ')
  return (
    <Show when={props.rows.length > 0} fallback={<Empty icon="car">{w().none}</Empty>}>
      <div class="stack">
        <For each={props.rows}>
          {(row) => {
            const car = row as unknown as Vehicle
            const job = () =>
              rowsAt(row, 'jobCards')[0] as { step: string; lift: { name: string } | null } | undefined
            const isInside = () => !['DELIVERED', 'CANCELLED'].includes(job()?.step ?? 'DELIVERED')
            return (
              <article class="stack stack-tight">
                <div class="row-between">
                  <Plate text={car.plate} large />
                  <Show when={isInside()}>
                    <Chip look="line" icon={job()?.lift ? 'lift' : 'wrench'}>
                      {job()?.lift?.name ?? choice('VehicleJobCard', 'step', job()?.step)}
                    </Chip>
                  </Show>
                </div>
                <div>
                  <h3>{[car.model, car.year].filter(Boolean).join(' ')}</h3>
                  <Show when={car.vin}>
                    <p class="meta">
                      {w().vin} {car.vin}
                      {car.vinCheckDigitFits === false ? ` · ${w().vinDoubt}` : ''}
                    </p>
                  </Show>
                </div>
                <dl class="fact-row">
                  <div>
                    <dt>{w().odometer}</dt>
                    <dd>{car.odometerKm === null ? '–' : f.number(car.odometerKm)}</dd>
                  </div>
                  <div>
                    <dt>{w().service}</dt>
                    <dd>{due(car) || '–'}</dd>
                  </div>
                  <div>
                    <dt>{w().inspection}</dt>
                    <dd>{car.inspectionDueOn ? f.day(car.inspectionDueOn, 'numeric') : '–'}</dd>
                  </div>
                </dl>
              </article>
            )
          }}
        </For>
      </div>
    </Show>
  )
}
