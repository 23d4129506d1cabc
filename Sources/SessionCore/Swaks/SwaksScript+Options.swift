import SafeText

/// Options without an equivalent, and options that make swaks do something else.
extension SwaksScript {
    /// What is said about an option before anything is written; nil for one that the script carries out.
    private enum Standing {
        /// The script does it.
        case translated
        /// It changes what swaks prints, and nothing that is sent.
        case aboutPrinting(String)
        /// It has no equivalent, for this reason.
        case missing(String)
        /// swaks sends nothing with it.
        case sendsNothing(String)
    }

    mutating func checkOptions() throws(SwaksError) {
        var seen: Set<SwaksOption> = []
        for given in arguments.given where seen.insert(given.option).inserted {
            let name = "--\(given.option.names[0])"
            if given.option.needsValue, given.value.isEmpty {
                throw SwaksError(
                    "\(name) has no value, so swaks would ask for one.", advice: "Write it behind the option.")
            }
            switch Self.standing(of: given.option) {
            case .translated: break
            case .aboutPrinting(let way): remarks.append("\(name) is about what swaks prints. \(way)")
            case .missing(let reason): remarks.append("\(name) has no equivalent: \(reason)")
            case .sendsNothing(let way):
                throw SwaksError("swaks sends nothing with \(name), so there is no script.", advice: way)
            }
        }
        let transports = [SwaksOption.mailServer, .socket, .pipeCmd].filter(arguments.has)
        if transports.count > 1 {
            throw SwaksError(
                "--server, --socket and --pipe exclude each other.", advice: "Give one. swaks stops here, too.")
        }
    }

    private static let listening = "smtpx run shows every line, with what it means."

    private static func standing(of option: SwaksOption) -> Standing {
        switch option {
        case .mailFrom, .mailTo, .mailHelo, .mailServer, .forceIpv4, .forceIpv6, .mailPort, .mailProtocol, .mailData,
            .timeout, .quitAfter, .dropAfter, .auth, .authUser, .authPass, .lint, .lport, .tls, .tlsOptional,
            .tlsOnConnect, .tlsCert, .tlsKey, .tlsProtocol, .tlsGetPeerCert, .tlsSniHostname, .tlsVerify, .tlsCaPath,
            .noStripFrom, .noDataFixup, .socket, .body822, .attachName, .attachType, .attachAttach, .attachBody,
            .addHeader, .header, .pipeline, .prdr, .xclientRaw, .xclientName, .xclientAddr, .xclientPort, .xclientProto,
            .xclientDestaddr, .xclientDestport, .xclientHelo, .xclientLogin, .xclientReverseName, .xclientDelim,
            .xclientBeforeStarttls, .proxyRaw, .proxyVersion, .proxyFamily, .proxyCommand, .proxyProtocol, .proxySource,
            .proxySourcePort, .proxyDest, .proxyDestPort, .forceGetpwuid:
            return .translated
        case .dropAfterSend:
            return .missing("the script waits for the reply, and closes the connection then, as with --drop-after.")
        case .authOptional, .authOptionalStrict:
            return .missing("a login that fails ends the script. Take the :auth line out to go on without one.")
        case .tlsOptionalStrict:
            return .missing("where STARTTLS is offered and fails, the script ends; the rest is as with --tls-optional.")
        case .authMap: return .missing("name the mechanism in the :auth line.")
        case .authExtra: return .missing("its mechanisms, DIGEST-MD5 and NTLM, are not known here.")
        case .copyRouting: return .missing("MX records are not looked up. Name the server: smtpx run SCRIPT SERVER.")
        case .tlsCipher:
            return .missing("the cipher suites cannot be chosen; --tls-min of :connect chooses the version.")
        case .pipeCmd: return .missing("a program cannot be talked to. Name a server: smtpx run SCRIPT SERVER.")
        case .configFile: return .missing("configuration files of swaks are not read.")
        case .dumpAsBody, .dabSp: return .missing("the body is the usual one. --body gives another.")
        case .xclientOptional, .xclientOptionalStrict:
            return .missing("a refused XCLIENT ends the script. Take the line out to go on without it.")
        case .xclientNoVerify: return .aboutPrinting("XCLIENT is sent whatever the server offers.")
        case .triggerDeprecation: return .missing("it tests swaks itself.")
        case .authHidepw: return .aboutPrinting("Passwords are always hidden here.")
        case .authShowpt: return .aboutPrinting("Logins are always decoded here, with the password hidden.")
        case .suppressData: return .aboutPrinting(listening)
        case .silent, .hideReceive, .hideSend, .hideInformational, .hideAll:
            return .aboutPrinting("smtpx send has --quiet and --hide; the exit code tells the rest.")
        case .noHints, .noHintsSend, .noHintsRecv, .noHintsInfo: return .aboutPrinting(listening)
        case .protectPrompt: return .aboutPrinting("What is secret is never shown while it is typed.")
        case .showTimeLapse: return .aboutPrinting("How long each reply took is always shown.")
        case .showRawText: return .aboutPrinting(":set bytes on shows CR, LF and control bytes.")
        case .outputFile, .outputFileStdout, .outputFileStderr:
            return .aboutPrinting("Redirect with > and 2>, or record with :record FILE.")
        case .dumpArgs, .dumpMail:
            return .sendsNothing("The script shows the message: run from-swaks without this option.")
        case .getSupport, .version, .help: return .sendsNothing("See smtpx --help.")
        }
    }
}
