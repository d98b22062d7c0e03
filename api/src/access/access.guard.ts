import { Injectable, type CanActivate, type ExecutionContext } from '@nestjs/common';
import { Reflector } from '@nestjs/core';
import { noRight, notSignedIn, Problem } from '../http/problem.js';
import { AccessService } from './access.service.js';
import { ALLOWED, ROLE_NAMES, type RequestWithViewer, type Role } from './viewer.js';

export const SESSION_COOKIE = 'registry_session';

const SAFE_METHODS = ['GET', 'HEAD', 'OPTIONS'];

/** Every request passes here: who is it, may they, and does it come from our own pages? */
@Injectable()
export class AccessGuard implements CanActivate {
  constructor(
    private readonly access: AccessService,
    private readonly reflector: Reflector,
  ) {}

  async canActivate(context: ExecutionContext): Promise<boolean> {
    const request = context.switchToHttp().getRequest<RequestWithViewer>();
    if (!SAFE_METHODS.includes(request.method)) refuseOtherSites(request);
    const token = request.cookies[SESSION_COOKIE];
    request.viewer = token ? await this.access.viewerOf(token) : undefined;
    const allowed = this.reflector.getAllAndOverride<Role[] | 'anyone' | undefined>(ALLOWED, [context.getHandler(), context.getClass()]);
    if (allowed === 'anyone') return true;
    if (!request.viewer) throw notSignedIn();
    if (allowed?.includes(request.viewer.role)) return true;
    throw noRight(namesOf(allowed ?? []));
  }
}

const namesOf = (roles: Role[]) => ({
  vi: roles.map((role) => ROLE_NAMES[role].vi).join(', ') || 'không ai',
  en: roles.map((role) => ROLE_NAMES[role].en).join(', ') || 'nobody',
});

/**
 * Cross-site request forgery: browsers say where a request comes from in headers that pages cannot set.
 * A client that sends neither header is no browser and carries no cookie it was not given.
 */
function refuseOtherSites(request: RequestWithViewer): void {
  const site = request.headers['sec-fetch-site'];
  const origin = request.headers.origin;
  const foreign = site ? site !== 'same-origin' && site !== 'none' : !!origin && hostOf(origin) !== request.headers.host;
  if (foreign)
    throw new Problem(403, 'cross-site', {
      vi: 'Yêu cầu đến từ một trang khác nên không được nhận. Mở lại trang của sổ đăng ký và thử lại.',
      en: 'The request comes from another site and is not taken. Open the registry again and retry.',
    });
}

function hostOf(origin: string): string | null {
  try {
    return new URL(origin).host;
  } catch {
    return null;
  }
}
