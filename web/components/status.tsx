import { useI18n } from '../i18n/i18n.tsx'
import { type AppointmentStatus, statusLooks } from './appointment-status.ts'
import { Icon } from './icon.tsx'

/** The state of an appointment: an icon, a word and a shape; the colour only repeats them. */
export function Status(props: { of: AppointmentStatus }) {
  const { t } = useI18n()
  const look = () => statusLooks[props.of] ?? statusLooks.BOOKED
  return (
    <span class={`status is-${look().shape}`}>
      <Icon name={look().icon} />
      {t(look().word)}
    </span>
  )
}
