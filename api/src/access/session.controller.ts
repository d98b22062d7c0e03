import { Body, Controller, Delete, Get, HttpCode, Inject, Post, Req, Res } from '@nestjs/common';
import { ApiOperation, ApiTags } from '@nestjs/swagger';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { z } from 'zod';
import { CONFIG, type Config } from '../config.js';
import { Answers } from '../http/answers.js';
import { SESSION_COOKIE } from './access.guard.js';
import { AccessService } from './access.service.js';
import { accounts, session } from './answers.js';
import { Allow, AllowAnyone, MaybeSignedIn, type Viewer } from './viewer.js';

const credentials = z.strictObject({ username: z.string().min(1).max(100), password: z.string().min(1).max(500) });

@ApiTags('session')
@Controller('api/v1')
export class SessionController {
  constructor(
    private readonly access: AccessService,
    @Inject(CONFIG) private readonly config: Config,
  ) {}

  @Get('session')
  @AllowAnyone()
  @ApiOperation({ summary: 'Who am I, and whose register is this' })
  @Answers(session)
  async whoAmI(@MaybeSignedIn() viewer: Viewer | null) {
    const user = viewer && { ...viewer, id: undefined };
    return {
      user,
      authority: this.config.authority,
      sampleData: this.config.sampleData !== 'off',
      // Its address may hold a key that was bought for the people of this registry.
      baseMap: (user && this.config.baseMap) ?? null,
      sampleAccounts: await this.access.sampleAccounts(),
    };
  }

  @Post('session')
  @HttpCode(200)
  @AllowAnyone()
  @ApiOperation({ summary: 'Sign in' })
  @Answers(session)
  async signIn(
    @Body({ schema: credentials }) { username, password }: z.infer<typeof credentials>,
    @Req() request: FastifyRequest,
    @Res({ passthrough: true }) reply: FastifyReply,
  ) {
    const token = await this.access.signIn(username, password, request.ip);
    void reply.setCookie(SESSION_COOKIE, token, {
      path: '/',
      httpOnly: true,
      sameSite: 'strict',
      secure: this.config.secureCookies,
      maxAge: this.config.sessionHours * 3600,
    });
    return this.whoAmI((await this.access.viewerOf(token)) ?? null);
  }

  @Delete('session')
  @HttpCode(204)
  @AllowAnyone()
  @ApiOperation({ summary: 'Sign out' })
  async signOut(@Req() request: FastifyRequest, @Res({ passthrough: true }) reply: FastifyReply) {
    const token = request.cookies[SESSION_COOKIE];
    if (token) await this.access.signOut(token);
    void reply.clearCookie(SESSION_COOKIE, { path: '/' });
  }

  @Get('accounts')
  @Allow('administrator')
  @ApiOperation({ summary: 'All accounts' })
  @Answers(accounts)
  async accounts() {
    return { items: (await this.access.accounts()).map((account) => ({ ...account, id: undefined })) };
  }
}
