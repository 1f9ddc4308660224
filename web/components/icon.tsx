import { type IconName, icons } from './icons.ts'

/** One icon, decorative by default: the word beside it, or the button's label, carries the meaning. */
export function Icon(props: { name: IconName | string }) {
  return (
    <svg
      class="icon"
      viewBox="0 0 24 24"
      aria-hidden="true"
      innerHTML={icons[props.name as IconName] ?? icons.form}
    />
  )
}
