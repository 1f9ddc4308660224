/** The mark: an L of two pieces of wood locked by a dovetail. It takes the tenant's accent. */
export function Mark(props: { size?: number }) {
  return (
    <svg
      class="mark"
      width={props.size ?? 28}
      height={props.size ?? 28}
      viewBox="0 0 28 28"
      aria-hidden="true"
    >
      <rect width="28" height="28" rx="7" class="mark-ground" />
      <path class="mark-post" d="M7 5.5h6.2v9.6L9.7 13.4v9.1H7z" />
      <path class="mark-sill" d="m11.2 15.8 3.6 1.7h6.7v5H11.2z" />
    </svg>
  )
}
