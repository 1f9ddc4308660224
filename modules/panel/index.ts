/**
 * Owns the answer to what a person sees: screens, navigation, words and fields as data, made of the primary
 * blueprint's declaration and of what every record says of itself. It also offers the parts that most sectors' panels
 * begin with.
 */
import { defineModule } from '../../schema/index.ts'
import { PanelResolver } from './panel.resolver.ts'

export { PanelNavigationItem, PanelWord } from './panel.types.ts'
export { standardNavigation, standardWidgets } from './standard.ts'

export const panel = defineModule({
  key: 'panel',
  switchable: false,
  title: { en: 'Panel', tr: 'Panel' },
  resolvers: [PanelResolver],
})
