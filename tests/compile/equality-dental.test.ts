import { equalityOf } from './equality.ts'

equalityOf('dental')
