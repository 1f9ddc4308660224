import { equalityOf } from './equality.ts'

equalityOf('generic')
