import { Injectable, type CanActivate, type ExecutionContext } from '@nestjs/common';
import { Reflector } from '@nestjs/core';
import { noRight, notSignedIn, Problem } from '../http/problem.js';
import { AccessService } from './access.service.js';
import { ALLOWED, IN_PERSON, ROLE_NAMES, type RequestWithViewer, type Role, type Viewer } from './viewer.js';

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
    request.viewer = await this.viewerOf(request);
    const allowed = this.reflector.getAllAndOverride<Role[] | 'anyone' | undefined>(ALLOWED, [context.getHandler(), context.getClass()]);
    if (allowed === 'anyone') return true;
    if (!request.viewer) throw notSignedIn();
    if (!allowed?.includes(request.viewer.role)) throw noRight(namesOf(allowed ?? []));
    if (request.viewer.byToken && this.reflector.getAllAndOverride(IN_PERSON, [context.getHandler(), context.getClass()])) throw notByToken();
    return true;
  }

  /** A token stands in place of the cookie; a wrong one is told, also where anyone may come. */
  private async viewerOf(request: RequestWithViewer): Promise<Viewer | undefined> {
    const [, token] = /^Bearer +(\S+)$/i.exec(request.headers.authorization ?? '') ?? [];
    if (!token) return request.cookies[SESSION_COOKIE] ? this.access.viewerOf(request.cookies[SESSION_COOKIE]) : undefined;
    const viewer = await this.access.viewerOfToken(token);
    if (!viewer) throw badToken();
    return viewer;
  }
}

const badToken = (): Problem =>
  new Problem(401, 'bad-token', {
    vi: 'Mã truy cập không đúng, đã hết hạn hoặc đã bị thu hồi. Đăng nhập, mở trang Kết nối và tạo mã mới.',
    en: 'The token is wrong, has expired or was revoked. Sign in, open the page Connections and make a new one.',
  });

const notByToken = (): Problem =>
  new Problem(403, 'not-by-token', {
    vi: 'Việc này không làm được bằng mã truy cập. Đăng nhập rồi làm trên trang Kết nối.',
    en: 'This cannot be done with a token. Sign in and do it on the page Connections.',
  });

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
