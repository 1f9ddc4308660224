/** A licence plate in its real shape, because a garage finds a car by eye. */
export function Plate(props: { text: string; large?: boolean }) {
  return (
    <span class="plate" classList={{ 'is-large': props.large }}>
      <i aria-hidden="true">TR</i>
      {props.text}
    </span>
  )
}
