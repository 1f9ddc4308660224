import { equalityOf } from './equality.ts'

equalityOf('hair-salon')
