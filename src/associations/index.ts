export { furnish, type NewHouse } from './furnish.ts';
export { type Model, models } from './models.ts';
export { defaultText, type OwnedText, textInForce, type TextKind, textKinds, writeText } from './texts.ts';
export { type Association, associationBySlug } from './association.ts';
export { sayPhone } from './public-parts.tsx';
export { publicRoutes } from './public-routes.tsx';
export { associationRoutes, typedOf } from './house-routes.tsx';
export { UmbrellaFigures } from './umbrella-page.tsx';
export { type Umbrella, umbrellaBy } from './umbrella.ts';
