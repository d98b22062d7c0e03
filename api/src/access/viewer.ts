import { createParamDecorator, SetMetadata, type ExecutionContext } from '@nestjs/common';
import type { FastifyRequest } from 'fastify';

export const ROLES = ['operator', 'inspector', 'district_officer', 'planner', 'administrator'] as const;
export type Role = (typeof ROLES)[number];

/** Who is asking. */
export interface Viewer {
  id: number;
  username: string;
  displayName: string;
  role: Role;
  organization: { code: string; name: string } | null;
  unit: { id: number; code: string; name: string } | null;
  /** A program came with a token instead of a person with a session. */
  byToken?: true;
}

export const ROLE_NAMES: Record<Role, { vi: string; en: string }> = {
  operator: { vi: 'doanh nghiệp', en: 'operator' },
  inspector: { vi: 'chuyên viên thẩm định', en: 'inspector' },
  district_officer: { vi: 'cán bộ huyện', en: 'district officer' },
  planner: { vi: 'cán bộ quy hoạch', en: 'planner' },
  administrator: { vi: 'quản trị', en: 'administrator' },
};

export type RequestWithViewer = FastifyRequest & { viewer?: Viewer };

export const ALLOWED = 'registry:allowed';

/** Says who may call a route. A route that says nothing is closed to everyone. */
export const Allow = (...roles: Role[]): MethodDecorator & ClassDecorator => SetMetadata(ALLOWED, roles);
/** Every signed-in user. */
export const AllowSignedIn = (): MethodDecorator & ClassDecorator => Allow(...ROLES);
/** Anyone, signed in or not. */
export const AllowAnyone = (): MethodDecorator & ClassDecorator => SetMetadata(ALLOWED, 'anyone');

export const IN_PERSON = 'registry:in-person';
/** Not with a token: whoever finds one must not be able to make more of them or to turn the messages to himself. */
export const InPerson = (): MethodDecorator & ClassDecorator => SetMetadata(IN_PERSON, true);

/** The signed-in user of the request. */
export const SignedIn = createParamDecorator((_: unknown, context: ExecutionContext): Viewer => context.switchToHttp().getRequest<RequestWithViewer>().viewer!);

/** The signed-in user, or null. */
export const MaybeSignedIn = createParamDecorator(
  (_: unknown, context: ExecutionContext): Viewer | null => context.switchToHttp().getRequest<RequestWithViewer>().viewer ?? null,
);
