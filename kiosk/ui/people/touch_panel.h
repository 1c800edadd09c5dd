// SPDX-License-Identifier: MIT
// What to do with the security key, in place of the page that waits for it, and the way out of
// that.
#pragma once

#include "kiosk/ui/broker/station.h"
#include "kiosk/ui/look/parts.h"

namespace ui {

class TouchPanel : public QWidget {
    Q_OBJECT

public:
    explicit TouchPanel(Station&);
    void tell(const QString& stage); // As the broker says it.
    void say();

private:
    QString m_stage;
    Text* m_what;
    Text* m_how;
    Button* m_cancel;
};

}
