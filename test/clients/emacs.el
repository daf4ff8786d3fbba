;;; Emacs drives the server through Eglot  -*- lexical-binding: t -*-

;; Does what a person would do, in the folder it is started in, and writes what came of it as JSON. It is set up with what
;; docs/editor.md says.

(require 'cl-lib)
(require 'eglot)
(require 'json)

(defvar result nil)
(defun note (key value) (push (cons key value) result))

(defun wait-for (what condition)
  (let ((deadline (+ (float-time) 20)) value)
    (while (not (setq value (funcall condition)))
      (when (> (float-time) deadline) (error "Waited in vain for %s" what))
      (accept-process-output nil 0.02))
    value))

(defun open-at (name text)
  "Open the file NAME and go to TEXT in it."
  (switch-to-buffer (find-file-noselect name))
  (unless (eglot-current-server) (call-interactively #'eglot))
  (goto-char (point-min))
  (let ((case-fold-search nil)) (search-forward text))
  (goto-char (match-beginning 0)))

(defun place (&optional position)
  "A place as a person sees it: the file, the line's number, and what stands there."
  (save-excursion
    (when position (goto-char position))
    (format "%s:%d: %s" (file-name-nondirectory buffer-file-name) (line-number-at-pos)
            (buffer-substring-no-properties (point) (min (line-end-position) (+ (point) 30))))))

(defun texts ()
  "The text of every buffer that has a file."
  (cl-loop for buffer in (buffer-list)
           for name = (buffer-file-name buffer)
           when name collect
           (cons (intern (file-name-nondirectory name))
                 (with-current-buffer buffer (buffer-substring-no-properties (point-min) (point-max))))))

(defun save-all () (let ((inhibit-message t)) (save-some-buffers t)))

(defun hover ()
  (let (text)
    (eglot-hover-eldoc-function (lambda (said &rest _) (setq text said)))
    (substring-no-properties (wait-for "a hover" (lambda () text)))))

(defun rule-of (text)
  "The name of the rule in the TEXT of a finding: stationmaster [name]: message."
  (and (string-match "\\[\\([^]]*\\)\\]" text) (match-string 1 text)))

(defun leaves (index)
  "The names in an INDEX of imenu, in their order."
  (cl-loop for (name . rest) in index
           append (cons (substring-no-properties name) (and (consp rest) (consp (car rest)) (leaves rest)))))

(defun steps ()
  (note 'version (format "%d" emacs-major-version))

  (open-at "rivers-and-watersheds.station.md" "dew point")
  (note 'findings
        (vconcat (mapcar (lambda (finding)
                           (concat (rule-of (flymake-diagnostic-text finding)) " "
                                   (place (flymake-diagnostic-beg finding))))
                         (wait-for "a finding" (lambda () (flymake-start) (flymake-diagnostics))))))
  (note 'hoverOfTerm (hover))
  (note 'references
        (vconcat (mapcar (lambda (item)
                           (let ((marker (xref-location-marker (xref-item-location item))))
                             (with-current-buffer (marker-buffer marker) (place marker))))
                         (xref-backend-references 'eglot (xref-backend-identifier-at-point 'eglot)))))

  (open-at "rivers-and-watersheds.station.md" "the still")
  (let ((completing-read-function
         (lambda (_prompt actions &rest _)
           (note 'actions (vconcat (mapcar #'car actions)))
           (caar actions))))
    (eglot-code-actions (point) nil "quickfix" t))
  (note 'fixed (buffer-substring-no-properties (point-min) (point-max)))
  (save-all)

  (open-at "water-underground.station.md" "Station 2")
  (note 'hoverOfStation (hover))
  (xref-find-definitions (xref-backend-identifier-at-point 'eglot))
  (note 'definition (place))
  (note 'symbols (vconcat (leaves (eglot-imenu))))

  (open-at "water-underground.station.md" "**Takeaway")
  (goto-char (point-max))
  (insert "As discussed in Station ")
  (pcase-let* ((`(,begin ,end ,table . ,properties) (eglot-completion-at-point))
               (candidates (all-completions (buffer-substring begin end) table)))
    (note 'completions (vconcat (mapcar #'substring-no-properties candidates)))
    (insert (substring (car candidates) (- end begin)))
    (funcall (plist-get properties :exit-function) (car candidates) 'finished))
  (insert ".")
  (note 'completed (buffer-substring-no-properties (line-beginning-position) (point)))
  (delete-region (line-beginning-position) (point))
  (save-all)

  (open-at "rivers-and-watersheds.station.md" "dew point")
  (eglot-rename "condensation point")
  (note 'termRenamed (texts))
  (save-all)

  (open-at "water-on-the-move.station.md" "Station 4")
  (forward-word)
  (forward-char)
  (eglot-rename "2")
  (note 'renumbered (texts))
  (save-all)

  (open-at "path.yaml" "from-vapor")
  (note 'refused (condition-case problem
                     (progn (eglot-rename "rain.station.md") "Nothing was refused.")
                   (error (format "%S" problem))))
  (save-all)
  (open-at "water-on-the-move.station.md" "Station 3")
  (xref-find-definitions (xref-backend-identifier-at-point 'eglot))
  (note 'definitionAfter (place)))

(load (getenv "STATIONMASTER_SETUP") nil t t)
;; What Emacs asks: whether to change files that no buffer shows.
(fset 'y-or-n-p #'always)
(setq make-backup-files nil)
(steps)
(let ((coding-system-for-write 'utf-8))
  (write-region (json-encode result) nil (getenv "STATIONMASTER_RESULT")))
;; Without this Eglot would ask the server to stop and wait.
(setq kill-emacs-hook nil)
