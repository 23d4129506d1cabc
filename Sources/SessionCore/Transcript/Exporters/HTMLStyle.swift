/// The look of an exported web page: colours by severity, for light and dark, and for paper.
enum HTMLStyle {
    static let sheet = """
        :root { --ground: #fff; --text: #1b1b1b; --quiet: #5c5c5c; --line: #d8d8d8; --sent: #0b4f8a;
          --ok: #126b2e; --more: #0b5a8a; --temp: #8a5a00; --perm: #a3161f; }
        @media (prefers-color-scheme: dark) {
          :root { --ground: #15181c; --text: #e6e6e6; --quiet: #a0a6ad; --line: #363c44; --sent: #7cc0ff;
            --ok: #6fd58f; --more: #74c7f2; --temp: #f0be5a; --perm: #ff8a8f; }
        }
        body { background: var(--ground); color: var(--text); max-width: 64rem; margin: 0 auto; padding: 1rem;
          font: 16px/1.5 system-ui, sans-serif; }
        h1 { font-size: 1.4rem; overflow-wrap: anywhere; } h2 { font-size: 1.1rem; margin-top: 2rem; }
        .origin, time, small, .own, .meaning { color: var(--quiet); }
        ol.log { list-style: none; padding: 0; }
        ol.log > li { border-left: 4px solid var(--line); padding: .15rem .75rem; margin: .25rem 0; }
        code, pre, time { font-family: ui-monospace, "DejaVu Sans Mono", monospace; font-size: .9rem; }
        code, pre { white-space: pre-wrap; overflow-wrap: anywhere; }
        pre { margin: 0 0 0 1.5rem; } p { margin: 0; } small { font-size: .9rem; } summary { cursor: pointer; }
        .sent code, .content code { color: var(--sent); }
        .sent, .content { border-color: var(--sent) !important; }
        .reply.ok { border-color: var(--ok); } .reply.ok .verdict b { color: var(--ok); }
        .reply.continue { border-color: var(--more); } .reply.continue .verdict b { color: var(--more); }
        .reply.temporary { border-color: var(--temp); } .reply.temporary .verdict b { color: var(--temp); }
        .reply.permanent, .reply.unknown { border-color: var(--perm); }
        .reply.permanent .verdict b, .reply.unknown .verdict b { color: var(--perm); }
        .warning { color: var(--temp); } .error { color: var(--perm); }
        .remark { font-size: .9rem; padding-left: 1rem; }
        dl { margin: .25rem 0 .5rem 1rem; } dt { font-weight: bold; } dd { margin: 0 0 .25rem 1rem; }
        table { border-collapse: collapse; } th, td { text-align: left; vertical-align: top; padding: .1rem .75rem .1rem 0;
          overflow-wrap: anywhere; } th { font-weight: normal; color: var(--quiet); white-space: nowrap; }
        @media print {
          :root { --ground: #fff; --text: #000; --quiet: #444; --line: #999; --sent: #000; }
          body { font-size: 10pt; max-width: none; padding: 0; } ol.log > li { break-inside: avoid; }
          details:not(.meaning)::details-content { content-visibility: visible; height: auto; } .meaning { display: none; }
        }
        """
}
