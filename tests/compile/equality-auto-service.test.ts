import { equalityOf } from './equality.ts'

equalityOf('auto-service')
