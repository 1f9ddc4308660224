import { type Accessor, createContext, createEffect, createSignal, type JSX, useContext } from 'solid-js'

/** What a screen tells the frame around it: its title, and whether it needs the whole width. */
export interface FrameContent {
  title: string
  subtitle?: string
  /** Calendar and other work screens: narrow rail, no outer padding. */
  wide?: boolean
  /** On phones: a detail, with a way back instead of the mark. */
  back?: () => void
  tools?: () => JSX.Element
}

interface Frame {
  content: Accessor<FrameContent>
  show(content: Accessor<FrameContent>): void
  /** Opens the booking task; what is known already comes with it. */
  book(start?: BookingStart): void
}

/** What a booking starts with: a tapped slot knows who and when, a customer's page knows for whom. */
export interface BookingStart {
  startsAt?: Date
  /** How long the tapped gap is, in minutes. */
  room?: number
  staffId?: string
  resourceId?: string
  customer?: { id: string; name: string; phone: string | null }
  serviceId?: string
}

const FrameContext = createContext<Frame>()

export function FrameProvider(props: { book: (start?: BookingStart) => void; children: JSX.Element }) {
  const [source, setSource] = createSignal<Accessor<FrameContent>>(() => ({ title: '' }))
  const frame: Frame = {
    content: () => source()(),
    show: (content) => setSource(() => content),
    book: (start) => props.book(start),
  }
  return <FrameContext.Provider value={frame}>{props.children}</FrameContext.Provider>
}

export function useFrame(): Frame {
  const found = useContext(FrameContext)
  if (!found) throw new Error('useFrame needs the shell above it.')
  return found
}

/** Opens the booking task with what is known already. */
export function useBooking(): (start?: BookingStart) => void {
  return useFrame().book
}

/** Called once by a screen: names it in the top bar and in the tab of the browser. */
export function createTitle(content: Accessor<FrameContent>) {
  const frame = useFrame()
  frame.show(content)
  createEffect(() => {
    document.title = `${content().title} · Lonca`
  })
}
