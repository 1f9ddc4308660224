import { Arg, Ctx, FieldResolver, Mutation, Resolver, Root } from 'type-graphql'
import { Allow, type Payload, type RequestContext, Requires, type Row } from '../../schema/index.ts'
import * as inputs from './appointment.inputs.ts'
import { Appointment } from './appointment.ts'
import { isStale } from './appointment-life.ts'
import { bookAppointment } from './book.ts'
import { cancelAppointment } from './cancel.ts'
import * as status from './change-status.ts'
import { rescheduleAppointment } from './reschedule.ts'
import { undoAppointmentStatus } from './undo-status.ts'

/** What people do with appointments. */
@Resolver(() => Appointment)
export class AppointmentResolver {
  @FieldResolver(() => Boolean, {
    description: 'Over, and nobody has said how it went: still booked, confirmed, arrived or in service.',
  })
  @Requires('status', 'endsAt')
  stale(@Root() appointment: Row, @Ctx() context: RequestContext): boolean {
    return isStale(appointment, context.clock.now())
  }

  @Mutation(() => inputs.BookAppointmentPayload, { description: 'Books time for a customer.' })
  @Allow('signed-in')
  bookAppointment(
    @Arg('input', () => inputs.BookAppointmentInput) input: inputs.BookAppointmentInput,
    @Ctx() context: RequestContext,
  ): Promise<Payload> {
    return bookAppointment(context, input)
  }

  @Mutation(() => inputs.RescheduleAppointmentPayload, {
    description: 'Moves an appointment to another time, person or resource.',
  })
  @Allow('signed-in')
  rescheduleAppointment(
    @Arg('input', () => inputs.RescheduleAppointmentInput) input: inputs.RescheduleAppointmentInput,
    @Ctx() context: RequestContext,
  ): Promise<Payload> {
    return rescheduleAppointment(context, input)
  }

  @Mutation(() => inputs.ConfirmAppointmentPayload, { description: 'The customer will come.' })
  @Allow('signed-in')
  confirmAppointment(
    @Arg('input', () => inputs.ConfirmAppointmentInput) input: inputs.VersionedInput,
    @Ctx() context: RequestContext,
  ): Promise<Payload> {
    return status.confirmAppointment(context, input)
  }

  @Mutation(() => inputs.MarkAppointmentArrivedPayload, { description: 'The customer is here.' })
  @Allow('signed-in')
  markAppointmentArrived(
    @Arg('input', () => inputs.MarkAppointmentArrivedInput) input: inputs.VersionedInput,
    @Ctx() context: RequestContext,
  ): Promise<Payload> {
    return status.markAppointmentArrived(context, input)
  }

  @Mutation(() => inputs.StartAppointmentPayload, { description: 'The service has begun.' })
  @Allow('signed-in')
  startAppointment(
    @Arg('input', () => inputs.StartAppointmentInput) input: inputs.VersionedInput,
    @Ctx() context: RequestContext,
  ): Promise<Payload> {
    return status.startAppointment(context, input)
  }

  @Mutation(() => inputs.CompleteAppointmentPayload, {
    description: 'The service is done; what is left of its time is free.',
  })
  @Allow('signed-in')
  completeAppointment(
    @Arg('input', () => inputs.CompleteAppointmentInput) input: inputs.VersionedInput,
    @Ctx() context: RequestContext,
  ): Promise<Payload> {
    return status.completeAppointment(context, input)
  }

  @Mutation(() => inputs.MarkAppointmentNoShowPayload, { description: 'The customer did not come.' })
  @Allow('signed-in')
  markAppointmentNoShow(
    @Arg('input', () => inputs.MarkAppointmentNoShowInput) input: inputs.VersionedInput,
    @Ctx() context: RequestContext,
  ): Promise<Payload> {
    return status.markAppointmentNoShow(context, input)
  }

  @Mutation(() => inputs.CancelAppointmentPayload, {
    description: 'Cancels an appointment and frees its time.',
  })
  @Allow('signed-in')
  cancelAppointment(
    @Arg('input', () => inputs.CancelAppointmentInput) input: inputs.CancelAppointmentInput,
    @Ctx() context: RequestContext,
  ): Promise<Payload> {
    return cancelAppointment(context, input)
  }

  @Mutation(() => inputs.UndoAppointmentStatusPayload, {
    description: 'Takes the last change of status back, a cancellation too.',
  })
  @Allow('signed-in')
  undoAppointmentStatus(
    @Arg('input', () => inputs.UndoAppointmentStatusInput) input: inputs.VersionedInput,
    @Ctx() context: RequestContext,
  ): Promise<Payload> {
    return undoAppointmentStatus(context, input)
  }
}
